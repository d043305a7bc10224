# C types for reader.py where it is compiled; see hatch_build.py
cimport cpython as native
cimport cython

from .draft cimport Draft, make_draft
from .elements cimport Element, Opened, Place, Places, Role
from .head cimport HeadReader
from .inline cimport make_container
from .serialised cimport comment_end, find_sign, raw_end, skip_space

cdef int _NOTHING, _END_BLOCK, _END_STRUCTURE, _END_MARK
cdef Py_ssize_t _LINKED_ARTICLE, _MAX_OPEN, _AROUND
cdef frozenset _OF_HEAD, _BREAKS_INSIDE

@cython.final
cdef class Reader:
    cdef public HeadReader head
    cdef public list drafts
    cdef public Py_ssize_t ids
    cdef Py_ssize_t _max_blocks, _links, _link_from, _depth
    cdef public Places places
    cdef Place _place
    cdef list _opened, _around, _within, _marks
    cdef tuple _same_within
    cdef Draft _draft
    @cython.locals(size=Py_ssize_t, at=Py_ssize_t, end=Py_ssize_t, sign=cython.Py_UCS4)
    cpdef read(self, str html)
    @cython.locals(does=int, end=Py_ssize_t, outer=Place, element=Element, tag=str)
    cdef Py_ssize_t _enter(self, str html, Py_ssize_t start) except -2
    @cython.locals(first=Py_UCS4)
    cdef bint _enter_other(self, str html, Py_ssize_t start, Py_ssize_t end) except -1
    @cython.locals(opened=Opened)
    cdef int _open(self, Py_ssize_t size, int does) except -1
    @cython.locals(opened=Opened, end=Py_ssize_t, is_its_own=bint)
    cdef Py_ssize_t _leave(self, str html, Py_ssize_t start) except -2
    cdef Py_ssize_t _pass(self, str html, Element element, Py_ssize_t end) except -2
    @cython.locals(depth=Py_ssize_t, at=Py_ssize_t, role=Role)
    cdef Py_ssize_t _skip(self, str html, Element element, Py_ssize_t end) except -2
    cdef int _begin_block(self) except -1
    cdef int _end_block(self) except -1
    cdef int _end_structure(self) except -1
    cdef int _begin_line(self) except -1
    cdef int _begin_mark(self, str name, str attrs) except -1
    cdef int _end_mark(self) except -1
    cdef int _unlink(self) except -1
    cdef int _void(self, Element element) except -1
    cdef int _note(self, Element element) except -1
    cdef int _image(self, str attrs) except -1
    @cython.locals(at=Py_ssize_t, size=Py_ssize_t, begin=Py_ssize_t, text=str)
    cdef Py_ssize_t _read_text(self, str html, Py_ssize_t start) except -2
    @cython.locals(at=Py_ssize_t, end=Py_ssize_t, line=str, inner=str)
    cdef Py_ssize_t _read_lines(self, str html, Py_ssize_t start) except -2
    @cython.locals(draft=Draft)
    cdef int _flush(self) except -1
    @cython.locals(first=Py_ssize_t)
    cdef int _keep(self, Draft draft) except -1
