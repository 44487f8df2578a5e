"""Whom the preview answers: nobody who was led here by a name that is not this machine's (DNS rebinding)."""

from __future__ import annotations

from ipaddress import ip_address
from urllib.parse import urlsplit

EVERYWHERE = ("", "0.0.0.0", "::")  # noqa: S104 - compared with, and listened at only where the user says so
"""What `--host` calls all interfaces."""


def is_welcome(header: str, host: str, machine: str) -> bool:
    """Whether a request with this `Host` header is meant for the server that listens at `host`.

    A foreign page can make a browser ask for a name of its own that leads here, but it cannot choose the name that the
    browser then sends. So this machine's names are answered; addresses, which no one can redirect, where they are
    listened at. `machine` is the name of this computer, which counts where others are let in.
    """
    name = host_name(header)
    if name in ("localhost", host.lower()) or name.endswith(".localhost"):
        return True
    try:
        address = ip_address(name)
    except ValueError:
        return host in EVERYWHERE and name in (machine.lower(), f"{machine.lower()}.local")
    return address.is_loopback or host in EVERYWHERE


def is_own_page(origin: str | None, header: str) -> bool:
    """Whether a web socket is asked for by a page of this server; programs that are no browser send no origin."""
    return origin is None or urlsplit(origin).netloc.lower() == header.lower()


def host_name(header: str) -> str:
    """The name or address in a `Host` header, without port and brackets; empty where it is none."""
    try:
        return (urlsplit(f"//{header}").hostname or "").rstrip(".")
    except ValueError:
        return ""


def is_local(host: str) -> bool:
    """Whether a server that listens at `host` can be reached from this machine alone."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


def shown_address(host: str, port: int) -> str:
    """The address to type into a browser on this machine."""
    name = "127.0.0.1" if host in EVERYWHERE else host
    return f"http://[{name}]:{port}" if ":" in name else f"http://{name}:{port}"
