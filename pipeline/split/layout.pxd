# C types for layout.py where it is compiled; see hatch_build.py
cimport cython

from .draft cimport Draft

cdef Py_ssize_t _LONG_CELL, _MANY_BLOCKS
cdef frozenset _TABLE_PARTS

@cython.locals(tables=Tables, draft=Draft, layout=frozenset, remaining=Remaining)
cpdef take_layout_away(list drafts)

@cython.locals(found=bint)
cpdef bint has_cell(tuple within) except -1

cdef class Tables:
    cdef dict _lengths, _counts, _table_of, _row_of, _row_cells, _rows_of, _inside, _cell_around
    cdef set _outer, _worded
    cpdef add(self, tuple within, Py_ssize_t length, bint is_code)
    @cython.locals(first=Py_ssize_t, tag=str, rows=list)
    cdef object _cell(self, tuple within)
    @cython.locals(found=set, lengths=dict, counts=dict, rows=list, has_row_of_two=bint)
    cpdef frozenset layout(self)

cdef class Remaining:
    cdef frozenset _layout
    cdef dict _known
    @cython.locals(first=Py_ssize_t, inside=bint, kept=tuple, tag=str)
    cpdef tuple of(self, tuple within)
