# C types for layout.py where it is compiled; see hatch_build.py
cimport cython

from .line cimport Line

cdef frozenset _HEADINGS, _EDIT_LINK_ENDS

@cython.locals(line=Line, text=str, page=str, has_breaks=bint, has_padding=bint, is_code=bint)
cpdef close_up(lines, bint has_ruby)
