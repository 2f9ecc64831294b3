"""A catalog as large as the national list: the real procedures and thousands like them."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from agent_desk.catalog.spec import Catalog, Procedure

NATIONAL = 5_700


def _cut(text: str) -> tuple[str, ...]:
    return tuple(text.split("/"))


_ACTS = _cut(
    "Cấp/Cấp lại/Cấp đổi/Gia hạn/Thu hồi/Điều chỉnh/Công nhận/Đăng ký/Thẩm định/Phê duyệt/"
    "Xác nhận/Công bố/Bổ nhiệm/Miễn nhiệm/Chấm dứt/Tạm ngừng/Thông báo/Đổi tên/Chuyển đổi/"
    "Hỗ trợ"
)
_THINGS = _cut(
    "giấy phép/giấy chứng nhận/chứng chỉ hành nghề/quyết định/hồ sơ/thẻ/phương án/kế hoạch/"
    "dự án/hợp đồng/danh sách/trợ cấp/văn bằng/bản sao/sổ đăng ký/mã số/hạn ngạch/phù hiệu/"
    "biển số/tem"
)
_FIELDS = _cut(
    "hoạt động điện lực/kinh doanh thuốc lá/khai thác thủy sản/vận tải hành khách/"
    "giáo dục nghề nghiệp/khám bệnh chữa bệnh/sản xuất phân bón/nhập khẩu thiết bị y tế/"
    "quảng cáo ngoài trời/biểu diễn nghệ thuật/xuất bản phẩm/tàu cá/thú y/giống cây trồng/"
    "an toàn thực phẩm/phòng cháy chữa cháy/tài nguyên nước/khoáng sản/đất đai/rừng phòng hộ/"
    "xây dựng công trình/nhà ở xã hội/luật sư/công chứng viên/đấu giá tài sản/"
    "trọng tài thương mại/lao động nước ngoài/an toàn lao động/người có công/trẻ em/"
    "người cao tuổi/người khuyết tật/bảo hiểm/thuế/hải quan/chứng khoán/doanh nghiệp/"
    "hợp tác xã/hộ kinh doanh/du lịch lữ hành/di tích/thể thao/bưu chính/viễn thông/chữ ký số/"
    "báo chí/sở hữu trí tuệ/đo lường/hạt nhân/môi trường/hộ tịch/cư trú/căn cước/lái xe"
)
_ENDS = _cut(
    "cấp tỉnh/cấp xã/cho tổ chức/cho cá nhân/lần đầu/do bị mất/do hư hỏng/"
    "do thay đổi thông tin/đối với người nước ngoài/trong khu kinh tế/"
    "theo hình thức trực tuyến/có thời hạn/tạm thời"
)


def a_national_catalog(catalog: Catalog, count: int = NATIONAL) -> Catalog:
    """Give a catalog of so many procedures; the same every time."""
    source = random.Random(5_700)  # noqa: S311 - not a secret
    real = list(catalog.procedures.values())
    made = dict(catalog.procedures)
    while len(made) < count:
        procedure = _like(source.choice(real), f"8.{len(made):06d}", source)
        made[procedure.code] = procedure
    return replace(catalog, procedures=made)


def _like(real: Procedure, code: str, source: random.Random) -> Procedure:
    act, thing, field = source.choice(_ACTS), source.choice(_THINGS), source.choice(_FIELDS)
    name = f"{act} {thing} {field} {source.choice(_ENDS)} {source.choice(_ENDS)}"
    said = source.sample(real.life_events, min(3, len(real.life_events)))
    events = tuple(f"{event} {source.choice(_FIELDS)}" for event in said)
    return replace(
        real,
        code=code,
        name=f"Thủ tục {name}",
        short_name=f"{act} {thing} {field}",
        life_events=events,
        papers=real.papers[:3],
        questions=(),
    )
