@echo off
rem Sets up what is missing, then runs the program: start.cmd, start.cmd demo, start.cmd --help.
setlocal
set "root=%~dp0"
set "lock=%root%requirements.lock"
set "installed=%root%.venv\installed-requirements.lock"
set "python=%root%.venv\Scripts\python.exe"

if exist "%python%" goto packages
py -3 -c "import sys; sys.exit(sys.version_info < (3, 11))" >nul 2>nul
if not errorlevel 1 (
    >&2 echo huisbezoek: making the folder .venv
    py -3 -m venv "%root%.venv" 1>&2
    goto made
)
python -c "import sys; sys.exit(sys.version_info < (3, 11))" >nul 2>nul
if not errorlevel 1 (
    >&2 echo huisbezoek: making the folder .venv
    python -m venv "%root%.venv" 1>&2
    goto made
)
>&2 echo huisbezoek needs Python 3.11 or newer: install it for yourself from the Microsoft Store, then start again.
exit /b 1

:made
if not exist "%python%" (
    >&2 echo huisbezoek: the folder .venv could not be made; see the lines before this one.
    exit /b 1
)

:packages
fc /b "%lock%" "%installed%" >nul 2>nul
if not errorlevel 1 goto run
>&2 echo huisbezoek: installing what requirements.lock lists ^(once; a minute or so^)
"%python%" -m pip install --quiet --disable-pip-version-check --no-input --require-hashes --only-binary :all: --requirement "%lock%" 1>&2
if errorlevel 1 (
    >&2 echo huisbezoek: installing failed; is there a network? See the lines before this one.
    exit /b 1
)
copy /b /y "%lock%" "%installed%" >nul

:run
set "lock=%root%requirements-planning.lock"
set "installed=%root%.venv\installed-requirements-planning.lock"
fc /b "%lock%" "%installed%" >nul 2>nul
if not errorlevel 1 goto start
"%python%" -m pip install --quiet --disable-pip-version-check --no-input --require-hashes --only-binary :all: --no-deps --requirement "%lock%" 1>&2
if errorlevel 1 (
    >&2 echo huisbezoek: the better planner could not be installed; the program plans without it.
    goto start
)
copy /b /y "%lock%" "%installed%" >nul

:start
set "PYTHONPATH=%root%."
"%python%" -P -m huisbezoek %*
exit /b %errorlevel%
