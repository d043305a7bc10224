# C types for draft.py where it is compiled; see hatch_build.py
cimport cpython.object as frozen
cimport cython

from .elements cimport Place
from .inline cimport fold_space, marks_of
from .serialised cimport is_space, unescape

cdef str _NO_TEXT
cdef tuple _FIELDS
cdef Py_ssize_t _MAX_MARKS, _LONG_HEADING

cdef class Draft:
    cdef public Place place
    cdef public str first, text, kind
    cdef public list pieces, marks
    cdef public Py_ssize_t length, link_chars
    cdef public bint ends_in_space, is_seen
    cdef public tuple within, around
    @cython.locals(
        size=Py_ssize_t, index=Py_ssize_t, is_plain=bint, is_seen=bint, last=Py_UCS4, char=Py_UCS4, inner=str
    )
    cdef void write(self, str text, Py_ssize_t begin, Place place, bint is_linked)
    @cython.locals(length=Py_ssize_t)
    cdef void _add(self, str text, bint leads, bint ends, bint is_linked)
    cdef void add_space(self)
    cdef void add_break(self)
    @cython.locals(inner=str, decoded=str)
    cdef void write_pre(self, str text, Place place, bint is_linked)
    cdef void mark(self, str tag, Py_ssize_t start, str attrs)
    cdef void mark_image(self, str attrs)
    @cython.locals(kind=str, text=str)
    cdef bint finish(self)
    @cython.locals(place=Place, size=Py_ssize_t, values=tuple, at=Py_ssize_t)
    cpdef block(self, Py_ssize_t index, Py_ssize_t line, Py_ssize_t start, str folded)
