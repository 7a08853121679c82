#!/bin/sh
# Write the locks anew: one version of each part, with the hashes of its files, for Python 3.11 and later
# on every platform, wheels only (nothing is compiled on the way). Run by `make lock`.
set -eu
cd "$(dirname "$0")/.."
lock() {
    out=$1
    shift
    uv pip compile pyproject.toml --quiet --universal --fork-strategy fewest --python-version 3.11 --only-binary :all: --generate-hashes \
        --no-annotate --custom-compile-command "make lock" --output-file "$out" "$@"
}
lock requirements/run.txt --extra fast --extra parquet --extra pdf --extra desk requirements/build.in
lock requirements/dev.txt --extra dev --constraint requirements/run.txt
