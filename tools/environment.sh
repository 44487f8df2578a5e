#!/bin/sh
# Makes .venv from the hash-pinned lock, with uv where it is there, else with pip: environment.sh runtime|dev
set -eu
cd -- "$(dirname -- "$0")/.."
lock=requirements/$1.txt

is_new_enough() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1
}

# A Python that was asked for by name is taken or refused, never replaced.
find_python() {
    case ${PYTHON:=python3} in
        python3) candidates='python3 python3.13 python3.12 python3.11' ;;
        *) candidates= ;;
    esac
    for candidate in ${candidates:-"$PYTHON"}; do
        if is_new_enough "$candidate"; then
            command -v "$candidate"
            return
        fi
    done
    echo "chronicle needs Python 3.11 or newer, and $PYTHON is none; say which: make PYTHON=/path/to/python3.11" >&2
    exit 1
}

# A shim without a uv behind it counts as none.
has_uv() {
    uv --version >/dev/null 2>&1
}

# Debian keeps the standard library's venv in a package of its own.
require_venv() {
    if "$1" -c 'import ensurepip' >/dev/null 2>&1; then
        return
    fi
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        apt-get update -qq
        apt-get install -qq -y --no-install-recommends python3-venv
    else
        echo "this Python has no venv; install python3-venv (Debian, Ubuntu) or uv" >&2
        exit 1
    fi
}

create() {
    python=$(find_python)
    rm -rf .venv
    if has_uv; then
        uv venv --quiet --python "$python" .venv
    else
        require_venv "$python"
        "$python" -m venv .venv
    fi
}

install() {
    if has_uv; then
        uv pip install --quiet --python .venv/bin/python "$@"
    else
        .venv/bin/python -m pip install --quiet --disable-pip-version-check "$@"
    fi
}

is_whole() {
    is_new_enough .venv/bin/python && { has_uv || .venv/bin/python -m pip --version >/dev/null 2>&1; }
}

is_whole || create
install --require-hashes -r "$lock"
install --no-deps --no-build-isolation -e .
