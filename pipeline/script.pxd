# C types for script.py where it is compiled; see hatch_build.py
cimport cython

@cython.locals(char=cython.Py_UCS4, table=bytes, size=Py_ssize_t, kind=cython.uchar, simplified=Py_ssize_t, traditional=Py_ssize_t, shared=Py_ssize_t)
cpdef tuple count_kinds(str text)
@cython.locals(at=Py_ssize_t, char=cython.Py_UCS4, table=bytes, size=Py_ssize_t, wanted=cython.uchar, places=list)
cpdef list places_of(str text, str kind)
