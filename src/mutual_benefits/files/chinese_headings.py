"""The Chinese column headings that files of claims may use instead of the names of the fields."""

from ..vocabulary import HEADINGS


def field_of(heading: str) -> str:
    """The field of a heading; an unknown heading is returned as it is.

    >>> field_of(" 会费档次 "), field_of("fee_tier"), field_of("姓名")
    ('fee_tier', 'fee_tier', '姓名')
    """
    plain = heading.strip()
    return HEADINGS.get(plain, plain)


def chinese_heading(field: str) -> str:
    """The first of a field's Chinese headings.

    >>> chinese_heading("plan")
    '活动'
    """
    return next((heading for heading, each in HEADINGS.items() if each == field), field)
