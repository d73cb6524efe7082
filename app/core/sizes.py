"""Says sizes of files in words."""


def size_in_words(size_bytes: float) -> str:
    """Return a size as people read it on disks: "75 MB", "1.5 GB". A megabyte is 10^6 bytes."""
    if size_bytes >= 999_500_000:
        return f"{size_bytes / 1e9:.1f} GB"
    if size_bytes >= 9_950_000:
        return f"{size_bytes / 1e6:.0f} MB"
    if size_bytes >= 100_000:
        return f"{size_bytes / 1e6:.1f} MB"
    return f"{size_bytes / 1e3:.0f} kB"
