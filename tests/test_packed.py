"""Values that stay pickled until they are asked for."""

from __future__ import annotations

import copy
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_policywiki.model import Place, Target
from sphinx_policywiki.packed import Packed

loaded: list[str] = []
pickled: list[str] = []


def load(name: str) -> Value:
    loaded.append(name)
    return Value(name)


class Value:
    """Notes when it is unpickled."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __reduce__(self) -> tuple[object, tuple[str]]:
        pickled.append(self.name)
        return load, (self.name,)


def test_only_what_is_asked_for_is_unpickled() -> None:
    loaded.clear()
    packed: Packed[Value] = Packed()
    packed["a"], packed["b"] = Value("a"), Value("b")
    again = pickle.loads(pickle.dumps(packed))
    assert list(again) == ["a", "b"]
    assert "a" in again
    assert len(again) == 2
    assert loaded == []
    assert again["b"].name == "b"
    assert again["b"] is again["b"]
    once_more = pickle.loads(pickle.dumps(again))
    assert loaded == ["b"]
    assert [value.name for value in once_more.values()] == ["a", "b"]
    del again["a"]
    with pytest.raises(KeyError):
        again["a"]


def test_what_was_pickled_is_not_pickled_again_unless_it_is_replaced() -> None:
    packed: Packed[Value] = Packed()
    packed["a"], packed["b"] = Value("a"), Value("b")
    again = pickle.loads(pickle.dumps(packed))
    assert [again["a"].name, again["b"].name] == ["a", "b"]
    pickled.clear()
    again["b"] = Value("c")
    once_more = pickle.loads(pickle.dumps(again))
    assert pickled == ["c"]
    assert [value.name for value in once_more.values()] == ["a", "c"]


@given(st.dictionaries(st.text(), st.builds(Target, st.text(), st.integers())))
def test_it_is_a_mapping(values: dict[str, Target]) -> None:
    packed: Packed[Target] = Packed()
    packed.update(values)
    assert dict(packed) == values
    assert dict(copy.deepcopy(packed)) == values
    assert dict(pickle.loads(pickle.dumps(packed))) == values


@given(st.builds(Place, st.text(), st.text(), st.integers()))
def test_records_are_pickled_whole(place: Place) -> None:
    assert pickle.loads(pickle.dumps(place)) == place
