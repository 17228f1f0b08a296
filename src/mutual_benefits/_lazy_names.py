"""Public names that load their module on first use, so that importing a package costs little."""

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any


def lazy_names(
    package: dict[str, Any], modules: Mapping[str, str], *, parts: tuple[str, ...] = ()
) -> tuple[Callable[[str], Any], Callable[[], list[str]]]:
    """The `__getattr__` and `__dir__` of a package with lazily loaded names.

    `package` is its `globals()`. `modules` gives the names that each module defines, separated by spaces;
    `parts` are submodules that are public themselves.

    >>> from mutual_benefits import testing
    >>> "claims" in dir(testing)
    True
    """
    module_of = {name: module for module, names in modules.items() for name in names.split()}
    package_name = package["__name__"]

    def get(name: str) -> Any:
        if name in parts:
            return import_module(f".{name}", package_name)
        if name not in module_of:
            raise AttributeError(f"module {package_name!r} has no attribute {name!r}")
        value = package[name] = getattr(import_module(f".{module_of[name]}", package_name), name)
        return value

    def names() -> list[str]:
        return sorted({*package, *module_of, *parts})

    return get, names
