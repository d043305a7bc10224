# C types for unsigned.py where it is compiled; see hatch_build.py
cimport cython
from pipeline cimport capi as native
from pipeline.language cimport Model

cdef Py_ssize_t RUN, _FIRST_HAN, _MOST_HAN
cdef Py_UCS4 _BEYOND
cdef int _MARK, _FOREIGN

cpdef (Py_ssize_t, Py_ssize_t, double) strange_run(str text, Py_ssize_t at, double limit, Py_ssize_t seen, Py_ssize_t least=*)

# pointers into tables that live as long as the process: a view would be made for each text
@cython.locals(language=Model, at=Py_ssize_t, limit=double, seen=Py_ssize_t, least=Py_ssize_t, size=Py_ssize_t, place=Py_ssize_t, end=Py_ssize_t, mean=double, mark=Py_UCS4, ahead=Py_ssize_t)
cdef (Py_ssize_t, Py_ssize_t, double) _strange_run(str text, (Py_ssize_t, double, Py_ssize_t, Py_ssize_t) asked, const unsigned char* han, const unsigned char* holes, const unsigned char* marks)

@cython.locals(at=Py_ssize_t, first=int, code=Py_ssize_t)
cdef bint _may_move(str text, Py_ssize_t place, Py_ssize_t seen, const unsigned char* han, const unsigned char* holes)

cdef int _second_byte(Py_UCS4 mark)

@cython.locals(before=Py_UCS4)
cdef bint _may_cut(str text, Py_ssize_t place)

@cython.locals(at=Py_ssize_t, end=Py_ssize_t, last=Py_ssize_t, first=Py_ssize_t)
cdef Py_ssize_t _run_end(str text, Py_ssize_t start)

cdef bint _is_of_run(Py_UCS4 char)
