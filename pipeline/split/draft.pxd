# C types for draft.py where it is compiled; see hatch_build.py
cimport cython

from .. cimport capi as native
from .elements cimport Place
from .inline cimport cut_marks, fold_space, make_mark, written
from .positions cimport lines_of, locate
from .serialised cimport unescape

cdef str _NO_TEXT
cdef tuple _FIELDS
cdef Py_ssize_t _MAX_MARKS, _LONG_HEADING

@cython.final
@cython.freelist(256)
@cython.no_gc
cdef class Draft:
    cdef public Place place
    cdef public str first, written, text, kind
    cdef public list pieces, marks
    cdef public Py_ssize_t length, link_chars
    cdef public bint ends_in_space, is_unwritten, is_seen
    cdef public tuple within, around
    @cython.locals(
        size=Py_ssize_t, index=Py_ssize_t, is_plain=bint, is_seen=bint, last=Py_UCS4, char=Py_UCS4, inner=str
    )
    cdef int write(self, str text, Py_ssize_t begin, Place place, bint is_linked) except -1
    @cython.locals(length=Py_ssize_t)
    cdef int _add(self, str text, bint leads, bint ends, bint is_linked) except -1
    cpdef int append(self, str text) except -1
    cdef int add_space(self) except -1
    cdef int add_break(self) except -1
    @cython.locals(last=str)
    cdef bint is_at_line_start(self) except -1
    cdef bint ends_in_code(self) except -1
    @cython.locals(inner=str, decoded=str)
    cdef int write_pre(self, str text, Place place, bint is_linked) except -1
    cdef int mark(self, str tag, Py_ssize_t start, str attrs) except -1
    cdef int mark_image(self, str attrs) except -1
    @cython.locals(place=Place, text=str, is_long=bint)
    cdef bint finish(self) except -1
    cpdef str whole(self)
    @cython.locals(place=Place, size=Py_ssize_t, values=tuple)
    cdef object block(self, Py_ssize_t index, Py_ssize_t line, Py_ssize_t start, str folded)

@cython.locals(made=Draft)
cpdef Draft make_draft(Place place)

@cython.locals(firsts=list, texts=list, starts=list, lines=list, views=list, blocks=list, draft=Draft, index=Py_ssize_t)
cpdef list make_blocks(list drafts, str source, list unseen)
