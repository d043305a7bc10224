# C types for keys.py where it is compiled; see hatch_build.py
cimport cython

cdef unsigned int MASK, FACTOR, _SMALL, _A, _Z
cdef Py_UCS4 FIRST_HAN, LAST_HAN, LAST_SIGN, _LAST_ASCII

@cython.locals(codes="unsigned int[::1]", count=Py_ssize_t, room=Py_ssize_t, char=Py_UCS4)
cdef str _words(str text, Py_ssize_t most)

@cython.locals(before="unsigned int", place="unsigned int", char=Py_UCS4)
cdef void _mark_pairs(bytearray known, str name)

@cython.locals(
    table="const unsigned char[::1]", row=Py_ssize_t, letters=Py_ssize_t, shared=Py_ssize_t, line=str,
    char=Py_UCS4, code="unsigned int", before="unsigned int", place="unsigned int",
)
cdef list _sharing(list lines, bytearray known, double least, Py_ssize_t most)
