# C types for layout.py where it is compiled; see hatch_build.py
cimport cython

from .draft cimport Draft

cdef Py_ssize_t _LONG_CELL, _MANY_BLOCKS
cdef frozenset _TABLE_PARTS

@cython.locals(tables=Tables, draft=Draft, layout=frozenset, known=dict)
cpdef take_layout_away(list drafts)

@cython.locals(found=bint)
cpdef bint has_cell(tuple within) except -1

cdef class Tables:
    cdef dict _lengths, _counts, _table_of, _cells_of, _rows_of, _cells_around
    cdef set _outer
    @cython.locals(cells=list)
    cpdef add(self, tuple within, Py_ssize_t length)
    @cython.locals(cells=list)
    cdef list _enter(self, tuple within)
    @cython.locals(longest=Py_ssize_t)
    cpdef frozenset layout(self)

@cython.locals(kept=list, inside=bint)
cpdef tuple without(tuple within, frozenset layout)
