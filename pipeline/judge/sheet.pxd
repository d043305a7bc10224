# C types for sheet.py where it is compiled; see hatch_build.py
cimport cython

from .. cimport capi as native

cdef Py_ssize_t SENTENCE_CHARS
cdef frozenset _LISTS
cdef object _TEXT, _KIND, _PATH, _CUES, _LINK_CHARS, _WITHIN, _FOLDED, _TAG, _ID

cdef class Views(list):
    cdef public list folded
    cdef object _lowered
    cdef void _fold(self) except *
    @cython.locals(found=list, row=Py_ssize_t, view=str, begin=Py_UCS4, end=Py_UCS4)
    cpdef list rows_from(self, str first, str last)

    @cython.locals(found=list, row=Py_ssize_t, view=str)
    cpdef list rows_without_letters(self)
    @cython.locals(found=list, row=Py_ssize_t, view=str)
    cpdef list rows_with(self, str sign, Py_ssize_t first, Py_ssize_t last)
    @cython.locals(found=list, row=Py_ssize_t, view=str)
    cpdef list long_rows(self, Py_ssize_t least)
    @cython.locals(found=list, row=Py_ssize_t)
    cpdef list rows_of_kind(self, str kind, Py_ssize_t end)

cdef class Sheet(Views):
    cdef public list lengths, texts, chars, link_chars, kinds, seats, seat
    cdef public dict tables, lists, contents
    cdef public frozenset all_kinds
    cdef str _all_cues
    cdef list _places
    @cython.locals(numbers=dict, last_path=str, last_cues=str, number=object, row=Py_ssize_t, text=str, view=str, path=str, cues=str,
        within=tuple)
    cdef void _read(self) except *
    @cython.locals(in_table=bint, in_list=bint, tag=str)
    cdef void _enter(self, tuple within, Py_ssize_t row) except *
    @cython.locals(numbers=dict, of_seat=list, found=list, seat=Py_ssize_t)
    cdef list _find_places(self)

@cython.locals(found=list)
cdef list _rows_of(dict rows, object number)
