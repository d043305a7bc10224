# C types for calls.py where it is compiled; see hatch_build.py
cimport cython

cdef unsigned int _TABLE

cdef class Calls:
    cdef dict _by_word, _by_start
    cdef list _always, _begins
    cdef const unsigned char[::1] _starts
    cdef object _needles
    @cython.locals(found=dict, row=Py_ssize_t, word=str, own=list, at=Py_ssize_t, begins=frozenset)
    cdef dict _by_words(self, list lines, list places)
    @cython.locals(row=Py_ssize_t, line=str)
    cdef void _add_starts(self, list lines, dict found) except *
