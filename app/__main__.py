"""The entry: reads the command line and starts the window or a command.

Heavy modules are imported only once it is known what is wanted. The worker process imports this
module again, under another name, so nothing may happen at its top.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.session.services import OpenServices


def main() -> int:
    """Run the program; return its exit code."""
    from app.cli.parser import parse

    arguments = parse(sys.argv[1:])
    if arguments.command is None:
        from app.gui.main import run_window

        return run_window(load_services, arguments.data_dir, debug=arguments.debug)
    from app.cli.main import run_command

    return run_command(load_services(), arguments)


def load_services() -> OpenServices:
    """Import everything heavy, and return what opens the services. Takes half a second."""
    from app.bootstrap import open_services

    return open_services


if __name__ == "__main__":
    sys.exit(main())
