#!/bin/sh
# Make .venv ready: tools/environment.sh run|dev
#
# Installs what requirements/<which>.txt locks, then the checkout itself. `uv` does it when it is on the
# PATH, plain venv and pip when not. An existing .venv is kept. Nothing outside .venv is changed; what the
# machine lacks is named with the line that installs it.
set -eu
cd "$(dirname "$0")/.."
which=$1
python=.venv/bin/python

stop() {
    printf '\n%s\n' "$@" >&2
    exit 2
}

apt_line='    sudo apt install git make python3 python3-venv'
new_enough='import sys; sys.exit(sys.version_info < (3, 11))'

have_uv() { command -v uv >/dev/null 2>&1; }

find_python() {
    for name in python3 python3.13 python3.12 python3.11; do
        if command -v "$name" >/dev/null 2>&1 && "$name" -c "$new_enough" 2>/dev/null; then
            echo "$name"
            return
        fi
    done
}

make_venv() {
    if have_uv; then
        uv venv --quiet --python '>=3.11' .venv || stop "uv found no Python 3.11 or later. On Debian or Ubuntu:" "$apt_line"
        return
    fi
    base=$(find_python)
    [ -n "$base" ] || stop "Python 3.11 or later is missing. On Debian or Ubuntu:" "$apt_line"
    "$base" -c 'import venv, ensurepip' 2>/dev/null || stop "python3-venv is missing. On Debian or Ubuntu:" "$apt_line"
    "$base" -m venv .venv || { rm -rf .venv; stop "The virtual environment could not be made; the reason stands above."; }
}

install() {
    if have_uv; then
        uv pip install --quiet --python "$python" "$@"
        return
    fi
    "$python" -m pip --version >/dev/null 2>&1 || "$python" -m ensurepip >/dev/null 2>&1 ||
        stop "The .venv that is there has no pip. Remove it and try again:  rm -rf .venv"
    "$python" -m pip install --quiet --disable-pip-version-check "$@"
}

if [ -e "$python" ]; then
    "$python" -c "$new_enough" 2>/dev/null ||
        stop "The .venv that is there does not run, or is older than Python 3.11. Remove it and try again:  rm -rf .venv"
else
    make_venv
fi
echo "installing requirements/$which.txt into .venv (a few minutes the first time) …" >&2
# .venv counts as ready only while a stamp for these very files is there: an interrupted install starts over.
rm -f .venv/.ready-*
install --require-hashes --only-binary :all: -r "requirements/$which.txt"
install --no-deps --no-build-isolation -e .
