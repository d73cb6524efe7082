"""Between a page and the session: page events become calls, changes become page states."""
