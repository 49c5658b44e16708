# Set-up shared by ./start, ./check and installer/linux/build: sourced by them with $root set.
# Everything it says goes to standard error. Plain POSIX sh.

say() { printf '%s\n' "$*" >&2; }
stop() { say "$*"; exit 1; }

is_root() { [ "$(id -u)" -eq 0 ]; }
has() { command -v "$1" >/dev/null 2>&1; }

# Libraries that Qt opens, with the Debian package that holds each; the first seven also
# without a screen (the seventh is needed by Qt's network module, so by its local sockets).
libraries='
libGL.so.1 libgl1
libEGL.so.1 libegl1
libxkbcommon.so.0 libxkbcommon0
libfontconfig.so.1 libfontconfig1
libdbus-1.so.3 libdbus-1-3
libglib-2.0.so.0 libglib2.0-0
libgssapi_krb5.so.2 libgssapi-krb5-2
libxcb-cursor.so.0 libxcb-cursor0
libxkbcommon-x11.so.0 libxkbcommon-x11-0
libxcb-icccm.so.4 libxcb-icccm4
libxcb-keysyms.so.1 libxcb-keysyms1
libxcb-shape.so.0 libxcb-shape0
'

known_libraries() { PATH="$PATH:/usr/sbin:/sbin" ldconfig -p 2>/dev/null || true; }

# The package's name on this computer: Debian 13 renamed some when it widened its clock.
package_name() {
    if [ -z "$(apt-cache policy "$1" 2>/dev/null | sed -n 's/^  Candidate: //p' | grep -v '(none)')" ] &&
        [ -n "$(apt-cache policy "$1t64" 2>/dev/null | sed -n 's/^  Candidate: //p' | grep -v '(none)')" ]; then
        printf '%s' "$1t64"
    else
        printf '%s' "$1"
    fi
}

# Prints a Python of 3.11 or newer; with the word "venv", one that can also make environments.
find_python() {
    for candidate in python3 python3.14 python3.13 python3.12 python3.11; do
        has "$candidate" || continue
        "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue
        if [ "${1:-}" = venv ]; then
            "$candidate" -c 'import ensurepip, venv' 2>/dev/null || continue
        fi
        command -v "$candidate"
        return 0
    done
    return 1
}

# Prints the names of missing libraries, one a line: file name and Debian package.
missing_libraries() {
    [ "$(uname -s)" = Linux ] || return 0
    known=$(known_libraries)
    [ -n "$known" ] || return 0
    printf '%s\n' "$libraries" | while read -r file package; do
        [ -n "$file" ] || continue
        case "$known" in
            *"$file "*) ;;
            *) printf '%s %s\n' "$file" "$package" ;;
        esac
    done
}

apt_install() {
    say "huisbezoek: installing $*"
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" </dev/null >&2
}

# Installs what this computer lacks when run as root; otherwise says in one line what to run.
prepare_computer() {
    wanted=''
    venv_works || find_python venv >/dev/null || wanted='python3 python3-venv'
    missing=$(missing_libraries)
    [ -n "$wanted$missing" ] || return 0
    if ! has apt-get; then
        [ -z "$wanted" ] || stop "huisbezoek needs Python 3.11 or newer with its modules venv and ensurepip: install these and start again."
        stop "huisbezoek needs these libraries, install them and start again:" $(printf '%s\n' "$missing" | cut -d' ' -f1)
    fi
    if is_root; then
        say "huisbezoek: fetching the list of packages"
        apt-get update -qq </dev/null >&2 || say "huisbezoek: the list of packages is not new; trying with the old one"
    fi
    for package in $(printf '%s\n' "$missing" | cut -d' ' -f2); do
        wanted="$wanted $(package_name "$package")"
    done
    is_root || stop "Run this once, then start again: sudo apt-get install" $wanted
    apt_install $wanted || stop "huisbezoek: the packages above could not be installed; see the lines before this one."
    venv_works || find_python venv >/dev/null || stop "huisbezoek needs Python 3.11 or newer; this computer offers an older one."
}

venv_works() { "$root/.venv/bin/python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

# Installs one lock file into .venv, by plain pip and with hashes; does nothing if it is there already.
# The planner's lock is whole as it is: what its package says that it needs is not used here.
install_lock() {
    lock="$root/$1"
    installed="$root/.venv/installed-$1"
    cmp -s "$lock" "$installed" && return 0
    say "huisbezoek: installing what $1 lists (once; a minute or so)"
    alone=''
    [ "$1" != requirements-planning.lock ] || alone=--no-deps
    "$root/.venv/bin/python" -m pip install -qq --disable-pip-version-check --no-input \
        --require-hashes --only-binary :all: $alone --requirement "$lock" </dev/null >&2 ||
        stop "huisbezoek: installing failed; is there a network? See the lines before this one."
    cp "$lock" "$installed"
}

# set_up LOCK...: afterwards $root/.venv holds what the named lock files list.
set_up() {
    ready=yes
    for name in "$@"; do
        cmp -s "$root/$name" "$root/.venv/installed-$name" || ready=no
    done
    prepare_computer
    venv_works || ready=no
    [ "$ready" = no ] || return 0
    if has flock; then
        # Two starts at the same time: the second waits for the first.
        exec 9<"$root/requirements.lock"
        flock 9
    fi
    if ! venv_works; then
        say "huisbezoek: making the folder .venv"
        "$(find_python venv)" -m venv --clear "$root/.venv" >&2 || stop "huisbezoek: the folder .venv could not be made."
    fi
    for name in "$@"; do
        install_lock "$name"
    done
    exec 9>&-
}
