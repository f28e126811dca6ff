"""Compiled kernels without their compiler: machine code as numba made it, called through ctypes.

Importing numba takes as long as the whole start of the window, and holds the interpreter's lock.
What it has made is an object file for each function, in which nothing of numba is needed as long
as a function allocates nothing and takes arrays and numbers alone.  So the process that compiles
also writes those files down, and any later one loads them with llvmlite in a tenth of the time.

How arguments are passed is numba's own calling convention (numba.core.callconv, CPUCallConv: a
status, a place for the result, a place for an error, then the flattened arguments; an array is
its owner, its parent, its numbers of items and of bytes in one, its data, its shape, its
strides).  It is no public interface: the versions of numba and llvmlite are part of the folder's
name (`geo.compiled.kernel_folder`), and a test compares both ways of calling.
"""

from __future__ import annotations

import ctypes
from functools import cache
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import orjson

from geo.write import write_atomically

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

__all__ = ["keep_code", "open_code"]

_TABLE: Final = "functions.json"
_NUMBERS: Final = {"int64": ctypes.c_int64, "float64": ctypes.c_double, "bool": ctypes.c_bool}


def keep_code(functions: Mapping[str, Any], folder: Path) -> None:
    """Write the machine code of numba's functions, each compiled for one signature, into a folder.

    Nothing is written where numba was told not to compile (NUMBA_DISABLE_JIT).

    Raises
    ------
    TypeError
        Where an argument is neither a contiguous array nor a number of 64 bits, or the result is
        no such number.
    """
    import llvmlite.binding as llvm
    from numba import _helperlib, config

    if vars(config)["DISABLE_JIT"]:
        return
    table = {}
    for name, function in functions.items():
        ((_, made),) = function.overloads.items()
        _, kind, (code, _) = made.library.serialize_using_object_code()
        if kind != "object":
            raise TypeError(name)
        write_atomically(folder / f"{name}.o", code)
        table[name] = {
            "symbol": made.fndesc.llvm_func_name,
            "arguments": [_described(each) for each in made.signature.args],
            "result": "" if str(made.signature.return_type) == "none" else _described(made.signature.return_type),
        }
    # The object files also hold numba's own entry points, which nobody calls but the loader wants whole.
    helpers = [f"numba_{name}" for name in vars(_helperlib)["c_helpers"]]
    document = {"processor": llvm.get_host_cpu_name(), "helpers": helpers, "functions": table}
    write_atomically(folder / _TABLE, orjson.dumps(document))


def open_code(folder: Path) -> dict[str, Callable[..., Any]]:
    """The functions that were kept, by name; they let go of the interpreter's lock while they run.

    Raises
    ------
    LookupError
        Where they were not kept, or for another processor.
    """
    import llvmlite.binding as llvm

    try:
        kept = orjson.loads((folder / _TABLE).read_bytes())
    except FileNotFoundError:
        raise LookupError(folder.name) from None
    if kept["processor"] != llvm.get_host_cpu_name():
        raise LookupError(kept["processor"])
    functions = {}
    for name, told in kept["functions"].items():
        address = _linked((folder / f"{name}.o").read_bytes(), told["symbol"], kept["helpers"])
        functions[name] = _callable(address, told["arguments"], told["result"])
    return functions


def _described(kind: Any) -> str:
    """``float32 2`` for an array of that many dimensions, ``int64`` for a number."""
    if hasattr(kind, "ndim"):
        if kind.layout != "C":
            raise TypeError(str(kind))
        return f"{kind.dtype} {kind.ndim}"
    if str(kind) not in _NUMBERS:
        raise TypeError(str(kind))
    return str(kind)


@cache
def _machine() -> Any:
    import llvmlite.binding as llvm

    llvm.initialize_native_target()
    llvm.initialize_native_asmprinter()
    return llvm.Target.from_default_triple().create_target_machine(jit=True)


_ENGINES: Final[list[Any]] = []  # the code lives as long as its engine


def _linked(code: bytes, symbol: str, helpers: list[str]) -> int:
    """The address of a function of an object file, linked into this process.

    The helpers that it names are nobody's here.  They are not made known to the whole process, or
    what numba itself loads later would find them in place of its own.
    """
    import llvmlite.binding as llvm

    empty = [f"define void @{helper}() {{ unreachable }}" for helper in helpers if helper.encode() in code]
    engine = llvm.create_mcjit_compiler(llvm.parse_assembly("\n".join(empty)), _machine())
    engine.add_object_file(llvm.ObjectFileRef.from_data(code))
    engine.finalize_object()
    _ENGINES.append(engine)
    return int(engine.get_function_address(symbol))


def _callable(address: int, arguments: list[str], result: str) -> Callable[..., Any]:
    """A Python function over a compiled one."""
    kinds: list[Any] = [ctypes.c_void_p, ctypes.c_void_p]
    takers: list[tuple[Any, int] | None] = []
    for told in arguments:
        number, _, dimensions = told.partition(" ")
        if not dimensions:
            kinds.append(_NUMBERS[number])
            takers.append(None)
            continue
        count = int(dimensions)
        kinds += [ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int64, ctypes.c_int64, ctypes.c_void_p]
        kinds += [ctypes.c_int64] * (2 * count)
        takers.append((np.dtype(number), count))
    call = ctypes.CFUNCTYPE(ctypes.c_int32, *kinds)(address)
    place_kind: Any = _NUMBERS[result] if result else ctypes.c_void_p

    def function(*values: Any) -> Any:
        place, error = place_kind(), ctypes.c_void_p()
        flat: list[Any] = [ctypes.addressof(place), ctypes.addressof(error)]
        for value, taker in zip(values, takers, strict=True):
            if taker is None:
                flat.append(value)
                continue
            dtype, count = taker
            if value.dtype != dtype or value.ndim != count or not value.flags.c_contiguous:
                raise TypeError(f"{value.dtype} {value.ndim} in place of {dtype} {count}")
            flat += (None, None, value.size, value.itemsize, value.ctypes.data, *value.shape, *value.strides)
        if call(*flat):
            raise RuntimeError("a compiled function stopped")
        return place.value if result else None

    return function
