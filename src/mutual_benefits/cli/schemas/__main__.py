"""`python -m mutual_benefits.cli.schemas`: writes the schema files from the models."""

from . import NAMES, made, path_of

for _name in NAMES:
    path_of(_name).write_text(made(_name), "utf-8")
