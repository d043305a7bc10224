# C types for keys.py where it is compiled; see hatch_build.py
cimport cython

cdef unsigned int MASK, FACTOR
cdef Py_UCS4 FIRST_HAN, LAST_HAN, LAST_SIGN

@cython.locals(codes="unsigned int[::1]", count=Py_ssize_t, room=Py_ssize_t, char=Py_UCS4)
cdef str _words(str text, Py_ssize_t most)

@cython.locals(
    table="const unsigned char[::1]", row=Py_ssize_t, count=Py_ssize_t, key=str,
    char=Py_UCS4, before="unsigned int", place="unsigned int",
)
cdef list _sharing(list keys, bytearray known, double least)
