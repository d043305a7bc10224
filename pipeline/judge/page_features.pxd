# C types for page_features.py where it is compiled; see hatch_build.py
cimport cython

from .arrays cimport Distances, Sums, log_count
from .columns cimport Table
from .measures cimport Group, Measure, Measures, Seat

cdef double _TITLE_CHARS, _TITLE_COVERED
cdef Py_ssize_t _OF_GROUP

@cython.locals(cells="float[::1]", at=Py_ssize_t, block=Measure, mark=Distances, count=Py_ssize_t, row=Py_ssize_t, whole=double, before=double, length=double, title=double)
cpdef write_place(Table table, Measures page)
@cython.locals(block=Measure, count=Py_ssize_t, headlines="unsigned char[::1]", headings="unsigned char[::1]", bylines="unsigned char[::1]",
    furniture="unsigned char[::1]", length=double, title=double)
cdef list _marks(Measures page)
@cython.locals(cells="float[::1]", at=Py_ssize_t, block=Measure, lengths=Sums, proses=Sums, linked=Sums, count=Py_ssize_t, row=Py_ssize_t,
    width=Py_ssize_t, text=double, prose=Py_ssize_t)
cpdef write_windows(Table table, Measures page)
@cython.locals(cells="float[::1]", at=Py_ssize_t, block=Measure, seat=Seat, whole=double, best_path=Py_ssize_t, best_class=Py_ssize_t, best_place=Py_ssize_t)
cpdef write_groups(Table table, Measures page)
@cython.locals(best=Py_ssize_t, group=Group)
cdef Py_ssize_t _best(dict groups) except -1
@cython.locals(size=double)
cdef void _put_group(float[::1] cells, Py_ssize_t at, Group group, double whole, Py_ssize_t best) noexcept
@cython.locals(row=Py_ssize_t, whole=Group, length=double, prose=double, size=double, linked=double, han=double)
cpdef write_page(Table table, Measures page)
@cython.locals(cells="float[::1]", at=Py_ssize_t, up=list, group=Group, whole=double, length=double, levels=Py_ssize_t, row=Py_ssize_t,
    one=Py_ssize_t)
cpdef write_containers(Table table, Measures page)
