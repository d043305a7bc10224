# C types for layout.py where it is compiled; see hatch_build.py
cimport cython

from .line cimport Line

cdef frozenset _HEADINGS, _EDIT_LINK_ENDS

@cython.locals(
    line=Line, text=str, page=str, has_breaks=bint, has_padding=bint, is_code=bint, padded=list, end=Py_ssize_t
)
cpdef close_up(lines, bint has_ruby)

@cython.locals(found=list, size=Py_ssize_t, at=Py_ssize_t, blank=Py_UCS4)
cpdef list _padded(str text)

cdef bint _is_han(Py_UCS4 char)
