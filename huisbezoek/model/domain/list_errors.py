"""Why a resident list cannot be read; nothing is stored in any of these cases."""

from typing import ClassVar

from huisbezoek.model.domain.errors import BadInputError, EnvironmentFailedError


class ListNotFoundError(EnvironmentFailedError):
    """There is no such file, or the stick it was on has gone."""

    code: ClassVar[str] = "list_not_found"


class ListLockedError(EnvironmentFailedError):
    """Another program holds the file, or this user may not read it."""

    code: ClassVar[str] = "list_locked"


class ListUnreachableError(EnvironmentFailedError):
    """The computer could not read the file."""

    code: ClassVar[str] = "list_unreachable"


class EmptyListError(BadInputError):
    """The file holds nothing."""

    code: ClassVar[str] = "list_empty"


class ListTooLargeError(BadInputError):
    """The file is larger than any resident list. Values: rows."""

    code: ClassVar[str] = "list_too_large"


class TooManyColumnsError(BadInputError):
    """The file has more columns than any resident list. Values: columns, most."""

    code: ClassVar[str] = "list_too_many_columns"


class UnknownEncodingError(BadInputError):
    """The bytes are no text in any encoding that is tried, or not in the chosen one."""

    code: ClassVar[str] = "list_unknown_encoding"


class BrokenQuotesError(BadInputError):
    """A quotation mark is opened and not closed well. Values: row."""

    code: ClassVar[str] = "list_broken_quotes"


class PasswordProtectedListError(BadInputError):
    """The spreadsheet asks for a password."""

    code: ClassVar[str] = "list_password_protected"


class OldSpreadsheetError(BadInputError):
    """The spreadsheet is in the old binary form (.xls)."""

    code: ClassVar[str] = "list_old_spreadsheet"


class BrokenSpreadsheetError(BadInputError):
    """The spreadsheet is damaged or is no spreadsheet."""

    code: ClassVar[str] = "list_broken_spreadsheet"


class SheetNotFoundError(BadInputError):
    """The workbook has no such sheet, or none at all."""

    code: ClassVar[str] = "list_sheet_not_found"


class HeaderNotFoundError(BadInputError):
    """No row with column names was found."""

    code: ClassVar[str] = "list_header_not_found"


class SurnameColumnMissingError(BadInputError):
    """No used column holds surnames."""

    code: ClassVar[str] = "list_no_surname_column"


class AddressColumnMissingError(BadInputError):
    """No used column holds a street or location."""

    code: ClassVar[str] = "list_no_address_column"


class DateColumnMissingError(BadInputError):
    """No used column holds a birth date, a loss date or the start of care."""

    code: ClassVar[str] = "list_no_date_column"


class DuplicateColumnError(BadInputError):
    """A used column stands in the list twice. Values: column."""

    code: ClassVar[str] = "list_duplicate_column"


class FormulaCellError(BadInputError):
    """A used cell holds a formula or its failure instead of a value. Values: column, row."""

    code: ClassVar[str] = "list_formula"
