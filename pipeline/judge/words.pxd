# C types for words.py where it is compiled; see hatch_build.py
cimport cython

cdef Py_ssize_t _HEAD, _TAIL

@cython.locals(known=dict, bits=list, starts=list, end=Py_ssize_t, at=Py_ssize_t, row=Py_ssize_t, word=str, within=Py_ssize_t,
    length=Py_ssize_t)
cpdef list text_bits(object joined, list lengths)

cdef class Classes:
    cdef public str plain
    cdef public long long everywhere, near
