# C types for reader.py where it is compiled; see hatch_build.py
cimport cython

from .draft cimport Draft
from .elements cimport Element, Place, Places
from .inline cimport fold_space, make_container
from .serialised cimport comment_end, raw_end, unescape

cdef int _NOTHING, _END_BLOCK, _END_STRUCTURE, _END_MARK
cdef Py_ssize_t _MAX_MARKS, _LINKED_ARTICLE, _LONG_HEADING, _MAX_OPEN
cdef str _NO_TEXT
cdef frozenset _OF_HEAD, _BREAKS_INSIDE

cdef class Reader:
    cdef public object head
    cdef public list drafts
    cdef Py_ssize_t _max_blocks, _ids, _links, _link_from
    cdef Places _places
    cdef Place _place
    cdef list _outer, _ends, _around, _within, _open
    cdef Draft _draft
    @cython.locals(at=Py_ssize_t, end=Py_ssize_t, sign=cython.Py_UCS4, text=str)
    cpdef read(self, str html)
    @cython.locals(does=int)
    cdef Py_ssize_t _enter(self, str html, Py_ssize_t start, Py_ssize_t end)
    cdef void _leave(self)
    cdef Py_ssize_t _pass(self, str html, Element element, Py_ssize_t end)
    @cython.locals(depth=Py_ssize_t, at=Py_ssize_t)
    cdef Py_ssize_t _skip(self, str html, Element element, Py_ssize_t end)
    cdef void _begin_block(self)
    cdef void _end_block(self)
    cdef void _end_structure(self)
    cdef int _begin_mark(self, str name, str attrs)
    cdef void _end_mark(self)
    cdef void _unlink(self)
    cdef void _void(self, Element element)
    cdef void _write(self, str text)
    cdef void _write_pre(self, str text)
    cdef Draft _begin(self, str inner, str text)
    cdef void _flush(self)
    cdef void _keep(self, Draft draft)
