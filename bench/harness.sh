#!/bin/sh
# Plugs chronicle into the larger harness of peers (make_corpus.py, run_peers.py), whose folder is given:
#
#     bench/harness.sh FOLDER
#     CHRONICLE=path/to/chronicle FOLDER/run_peers.py build --peers hugo chronicle chronicle-all …
set -eu
here=$(cd "$(dirname "$0")" && pwd)
patch -p1 -d "$1" < "$here/harness.patch"
cp -R "$here/build/sites/chronicle-same" "$1/sites/"
cp -R "$here/build/sites/chronicle" "$1/sites/chronicle-all"
