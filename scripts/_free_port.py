"""Print the first free port at or above the given one: HOST PORT."""

import errno
import socket
import sys

HIGHEST_PORT = 65_535
TRIES = 100


def find_free_port(host: str, first: int) -> int:
    """Return the first port that a server could listen on.

    Args:
        host: The address that the server will listen on.
        first: The port to try first, 1 to 65535.

    Raises:
        OSError: The address or the port cannot be used, for another reason than
            being taken, or all of the next 100 ports are taken.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    for port in range(first, min(first + TRIES, HIGHEST_PORT + 1)):
        try:
            socket.create_server((host, port), family=family).close()
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise
        else:
            return port
    raise OSError(errno.EADDRINUSE, f"no free port among the {TRIES} from {first}")


if __name__ == "__main__":
    host, wanted = sys.argv[1:]
    if not (wanted.isdecimal() and 1 <= int(wanted) <= HIGHEST_PORT):
        sys.exit(f"--port must be a number from 1 to {HIGHEST_PORT}, not {wanted!r}")
    try:
        print(find_free_port(host, int(wanted)))
    except OSError as error:
        sys.exit(f"cannot listen on {host}, port {wanted}: {error.strerror or error}")
