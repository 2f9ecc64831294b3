"""A form.io form comes in as data: known parts become fields, scripts never run."""

from __future__ import annotations

import json
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent_desk.catalog.forms.flow import visible_fields
from agent_desk.catalog.forms.formio import import_formio
from agent_desk.catalog.forms.load import parse_form
from agent_desk.catalog.forms.spec import Kind
from agent_desk.errors import InvalidInput

SAMPLE = {
    "display": "wizard",
    "title": "Tờ khai mẫu",
    "components": [
        {
            "type": "panel",
            "title": "Người yêu cầu",
            "components": [
                {
                    "type": "columns",
                    "columns": [
                        {"components": [{"type": "textfield", "key": "nycHoTen",
                                         "label": "Họ tên", "validate": {"required": True},
                                         "calculateValue": "value = fetch('x')",
                                         "customClass": "ho-ten", "mask": False}]},
                        {"components": [{"type": "phoneNumber", "key": "nycDienThoai",
                                         "label": "Điện thoại"}]},
                    ],
                },
                {"type": "radio", "key": "loai", "label": "Loại", "validate": {"required": True},
                 "values": [{"value": "moi", "label": "Mới"}, {"value": "lai", "label": "Lại"}]},
                {"type": "textfield", "key": "soCu", "label": "Số cũ",
                 "conditional": {"show": True, "when": "loai", "eq": "lai"}},
                {"type": "textfield", "key": "ghiChu", "label": "Ghi chú",
                 "customConditional": "show = data.loai == 'moi'"},
                {"type": "select", "key": "tinh", "label": "Tỉnh",
                 "data": {"values": [{"value": "01", "label": "Hà Nội"},
                                     {"value": "31", "label": "Hải Phòng"}]}},
                {"type": "select", "key": "xa", "label": "Xã", "data": {"url": "https://x.invalid"}},
                {"type": "selectboxes", "key": "giay", "label": "Giấy tờ",
                 "values": [{"value": "cc", "label": "Căn cước"},
                            {"value": "hc", "label": "Hộ chiếu"}]},
            ],
        },
        {
            "type": "panel",
            "title": "Người làm chứng",
            "components": [
                {"type": "datagrid", "key": "lamChung", "label": "Người làm chứng",
                 "validate": {"minLength": 1, "maxLength": 2},
                 "components": [{"type": "textfield", "key": "hoTen", "label": "Họ tên"},
                                {"type": "day", "key": "ngaySinh", "label": "Ngày sinh"},
                                {"type": "captcha", "key": "c"}]},
                {"type": "file", "key": "tep", "label": "Tệp"},
                {"type": "htmlelement", "key": "h", "content": "<script>alert(1)</script>"},
                {"type": "signature", "key": "ky", "label": "Người khai ký"},
                {"type": "stripe", "key": "pay"},
            ],
        },
    ],
}  # fmt: skip


def imported(content=SAMPLE):
    return import_formio(json.dumps(content, ensure_ascii=False), name="Tờ khai mẫu")


def told(found):
    return {(part.key, part.what) for part in found.unknown}


def test_known_components_become_fields_in_their_order():
    form = imported().form
    assert [(f.id, f.kind) for f in form.fields()] == [
        ("nyc_ho_ten", Kind.TEXT),
        ("nyc_dien_thoai", Kind.PHONE),
        ("loai", Kind.CHOICE),
        ("so_cu", Kind.TEXT),
        ("ghi_chu", Kind.TEXT),
        ("tinh", Kind.CHOICE),
        ("giay_cc", Kind.YES_NO),
        ("giay_hc", Kind.YES_NO),
        ("lam_chung", Kind.GROUP),
    ]
    assert [section.title for section in form.sections] == ["Người yêu cầu", "Người làm chứng"]
    assert form.signers[0].title == "Người khai ký"


def test_scripts_and_markup_are_listed_and_never_part_of_the_form():
    found = imported()
    assert ("nycHoTen", "calculateValue") in told(found)
    assert ("ghiChu", "customConditional") in told(found)
    assert ("h", "htmlelement") in told(found)
    assert "fetch" not in found.form.text
    assert "alert" not in found.form.text


def test_unknown_components_are_listed_by_name():
    keys = told(imported())
    assert {("pay", "stripe"), ("lamChung.captcha", "captcha"), ("xa", "select")} <= keys
    assert ("tep", "file") in keys


def test_a_simple_condition_is_followed():
    form = imported().form
    assert "so_cu" not in {f.id for f in visible_fields(form, {"loai": "moi"})}
    assert "so_cu" in {f.id for f in visible_fields(form, {"loai": "lai"})}


def test_a_grid_keeps_its_bounds_and_its_lines():
    group = imported().form.field("lam_chung")
    assert (group.at_least, group.at_most) == (1, 2)
    assert [(f.id, f.kind) for f in group.fields] == [
        ("ho_ten", Kind.TEXT),
        ("ngay_sinh", Kind.PARTIAL_DATE),
    ]


def test_unknown_keys_are_kept_for_the_way_back():
    found = imported()
    assert found.kept["nyc_ho_ten"] == {"customClass": "ho-ten", "mask": False}
    assert json.loads(found.original) == SAMPLE


def test_the_import_is_a_file_that_a_pack_can_hold():
    form = imported().form
    assert parse_form(form.text) == form


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", "null", '{"components": 5}', '{"components": [1]}', "{" * 5000]
)
def test_what_is_no_form_is_refused_in_words(text):
    with pytest.raises(InvalidInput):
        import_formio(text, name="x")


def test_forms_nested_for_ever_end():
    inner: dict[str, object] = {"type": "textfield", "key": "a", "label": "A"}
    for _ in range(60):
        inner = {"type": "well", "components": [inner]}
    content = {"components": [inner, {"type": "textfield", "key": "b", "label": "B"}]}
    found = imported(content)
    assert [f.id for f in found.form.fields()] == ["b"]
    assert len(found.unknown) == 1


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["type", "key", "label", "components", "values", "conditional", "when"]
            ),
            inner | st.sampled_from(["textfield", "radio", "panel", "datagrid", "columns"]),
            max_size=5,
        )
    ),
    max_leaves=12,
)


@settings(max_examples=200, deadline=None)
@given(components=st.lists(JSON, max_size=4))
def test_any_json_is_imported_or_refused(components):
    text = json.dumps({"components": components})
    with suppress(InvalidInput):
        assert list(import_formio(text, name="Mẫu").form.fields())
