# C types for sheet.py where it is compiled; see hatch_build.py
cimport cython

cdef Py_ssize_t SENTENCE_CHARS

cdef class Views(list):
    cdef public list folded
    cdef object _lowered
    cdef void _fold(self) except *
    @cython.locals(found=list, row=Py_ssize_t, view=str, begin=Py_UCS4, end=Py_UCS4)
    cpdef list rows_from(self, str first, str last)

cdef class Sheet(Views):
    cdef public list lengths, texts, chars, link_chars, seats, seat
    @cython.locals(numbers=dict, last_path=str, last_cues=str, number=object, row=Py_ssize_t, text=str, view=str, path=str, cues=str)
    cdef void _read(self) except *
