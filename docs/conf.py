"""Sphinx configuration. `sphinx-build -W --keep-going -b html docs build/site` needs no network."""

import os
import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE / "_ext"))

import repository  # noqa: E402

import mutual_benefits  # noqa: E402

project = "mutual_benefits"
author = "the mutual_benefits authors"
copyright = "the mutual_benefits authors, MIT licence"  # noqa: A001  # the name is set by Sphinx
release = version = mutual_benefits.__version__

extensions = ["myst_nb", "sphinx.ext.autodoc", "sphinx.ext.napoleon", "pages", "languages", "search_chinese"]
exclude_patterns = ["_ext", "samples", "**.ipynb_checkpoints"]

# The Markdown pages also work on the code host: links are relative, and headings are anchors.
myst_enable_extensions = ["colon_fence", "attrs_inline"]
myst_heading_anchors = 3

# Run every notebook at each build, so that no output comes from an earlier build.
# Chinese charts warn where the machine lacks a font; on the site the reader's browser has one.
os.environ["PYTHONWARNINGS"] = "ignore:no font with Chinese characters"
nb_execution_mode = "force"
nb_execution_raise_on_error = True
nb_execution_timeout = 120
nb_execution_show_tb = True
nb_merge_streams = True

default_role = "code"  # docstrings put names in single backquotes
autodoc_typehints = "none"  # the signature shows them
autodoc_member_order = "bysource"
autodoc_class_signature = "separated"
python_use_unqualified_type_names = True
maximum_signature_line_length = 80
add_module_names = False
toc_object_entries = False

html_theme = "furo"
html_title = f"mutual_benefits {release}"
html_static_path = ["_static"]
html_css_files = ["site.css"]
html_js_files = ["copy.js"]
html_search_scorer = str(HERE / "_static" / "scorer.js")
templates_path = ["_templates"]
html_copy_source = False
html_show_sphinx = False
language = "en"
smartquotes = False  # a Chinese font makes an apostrophe as wide as a character
html_search_language = "mixed"  # English and Chinese, see search_chinese
html_theme_options = {"navigation_with_keys": True}
html_context = {"repository": repository.address(HERE.parent)}
