"""Setting the fields of a frozen value while it is made, for compiled modules that make hundreds a page.

A frozen dataclass sets each field of its own by a call from Python, four times as dear as the value itself. A module that is
compiled has ``cimport cpython.object as frozen`` in its ``.pxd``, so that what it asks for here is Python's own C function of
that name; where it is not compiled it finds the same thing under that name here.
"""

from __future__ import annotations

PyObject_GenericSetAttr = object.__setattr__
