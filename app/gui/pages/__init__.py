"""One module for each page: show_state() in, one signal out."""
