# C types for calls.py where it is compiled; see hatch_build.py
cimport cython

cdef class Calls:
    cdef Py_ssize_t _count
    cdef dict _by_word, _by_start
    cdef list _always, _begins
    cdef object _needles
    @cython.locals(found=list, count=Py_ssize_t, row=Py_ssize_t, word=str, line=str, at=Py_ssize_t, own=list, begins=frozenset)
    cdef list _pairs(self, list lines, list places)
