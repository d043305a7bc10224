# C types for positions.py where it is compiled; see hatch_build.py
cimport cython

cdef Py_ssize_t _WINDOW, _PIECE, _TRIES

@cython.locals(view=str, begins=list, shifts=list, cursor=Py_ssize_t, found=list, piece=str, start=Py_ssize_t)
cpdef list locate(str source, object pieces)

@cython.locals(line=Py_ssize_t, at=Py_ssize_t, lines=list, start=Py_ssize_t)
cpdef list lines_of(str source, object starts)

@cython.locals(needle=str, offset=Py_ssize_t, at=Py_ssize_t, end=Py_ssize_t, tries=Py_ssize_t)
cdef Py_ssize_t _find(str view, str piece, Py_ssize_t cursor)
