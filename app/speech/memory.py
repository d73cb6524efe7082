"""How much memory this computer has, for saying which models fit."""

import ctypes
import os
import sys


class _MemoryStatus(ctypes.Structure):
    # https://learn.microsoft.com/windows/win32/api/sysinfoapi/ns-sysinfoapi-memorystatusex
    _fields_ = (
        ("length", ctypes.c_uint32),
        ("load_percent", ctypes.c_uint32),
        ("total_bytes", ctypes.c_uint64),
        ("available_bytes", ctypes.c_uint64),
        ("total_page_file_bytes", ctypes.c_uint64),
        ("available_page_file_bytes", ctypes.c_uint64),
        ("total_virtual_bytes", ctypes.c_uint64),
        ("available_virtual_bytes", ctypes.c_uint64),
        ("available_extended_virtual_bytes", ctypes.c_uint64),
    )


def memory_bytes() -> int | None:
    """Return the size of this computer's memory; None when it does not say."""
    if sys.platform == "win32":
        status = _MemoryStatus(length=ctypes.sizeof(_MemoryStatus))
        found = ctypes.windll.kernel32.GlobalMemoryStatusEx(ctypes.byref(status))
        return int(status.total_bytes) if found else None
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (ValueError, OSError):
        return None
