"""What the center writes to desks: always Vietnamese, like its paper, whatever the screen shows."""

from __future__ import annotations

HANDLER = "Hệ thống của Trung tâm (tự động)"
"""Who handled an automatic step; never a person's name."""

CONTACT = "Tổng đài 1900 1009"

PRIVATE_PART_DIFFERS = "Phần thông tin cá nhân gửi kèm không khớp với sự kiện đã ghi."
COPIED_FACT = "Sự kiện này đã có ở một số thứ tự khác; chỉ tính một lần."
FILED_TWICE = "Hồ sơ này đã được ghi nhận nộp trước đó; chỉ tính lần đầu."
DOSSIER_UNKNOWN = "Trung tâm chưa ghi nhận việc nộp hồ sơ này."
RETURNED_TWICE = "Kết quả của hồ sơ này đã được ghi nhận trả trước đó; chỉ tính lần đầu."
REFUSED_FOR_SCANS = (
    "Đã yêu cầu bổ sung hai lần nhưng ảnh quét vẫn không đọc được, nên hồ sơ chưa đủ điều kiện để "
    "tiếp nhận giải quyết."
)
AFTER_REFUSAL = (
    "Ông/Bà có thể nộp lại bất cứ lúc nào khi có giấy tờ rõ nét, tại bưu cục hoặc trên Cổng "
    "dịch vụ công quốc gia. Nếu không đồng ý, Ông/Bà có quyền khiếu nại."
)
SCANS_UNREADABLE = "Một số ảnh quét không đọc được."


def returned_at_two_places(sites: list[str]) -> str:
    """Say that a result was recorded as returned here and elsewhere; blames nobody."""
    return (
        f"Kết quả của hồ sơ này được ghi nhận đã trả ở quầy này và ở {', '.join(sites)}. Cả hai "
        "lần ghi đều được giữ nguyên; đây chưa phải là lỗi của ai. Đề nghị hai nơi xem lại phiếu "
        "trả kết quả có chữ ký và ghi lại điều đã thấy."
    )


def supplemented_at_two_places(sites: list[str]) -> str:
    """Say that the same request was answered here and elsewhere; blames nobody."""
    return (
        f"Giấy tờ bổ sung cho cùng một yêu cầu được ghi nhận ở quầy này và ở {', '.join(sites)}. "
        "Cả hai lần bổ sung đều được giữ nguyên và chuyển chung cho cơ quan giải quyết; đây không "
        "phải là lỗi của ai. Đề nghị báo người dân không cần nộp thêm lần nữa."
    )


def item_given_twice(code: str, site: str) -> str:
    """Say that two desks gave the same item number; blames nobody."""
    return (
        f"Số hiệu bưu gửi {code} cũng được ghi ở {site}. Cả hai lần ghi đều được giữ nguyên; đây "
        "chưa phải là lỗi của ai. Đề nghị hai nơi xem lại nhãn và hỏi bưu chính."
    )


def body_unusable(key: str) -> str:
    """Say which part of a fact is missing or malformed."""
    return f"Nội dung sự kiện thiếu hoặc sai phần “{key}”; Trung tâm đã lưu nhưng chưa dùng được."


def form_unknown(form_id: str, version: str) -> str:
    """Say that this center does not have the form, so nobody has checked it."""
    return f"Trung tâm chưa có tờ khai {form_id} phiên bản {version} nên chưa kiểm được nội dung."


def form_missing(name: str) -> str:
    """Say that a form was announced and did not come along."""
    return f"Nội dung {name} không có trong phần gửi kèm."


def form_faulty(name: str, labels: list[str]) -> str:
    """Say which fields of a form are missing or contradict each other; never what they hold."""
    named = "; ".join(labels) or "nội dung tờ khai không theo mẫu"
    return f"{name} còn chỗ thiếu hoặc sai: {named}. Đề nghị quầy xem lại cùng người dân."


def kind_unknown() -> str:
    """Say that this center does not know such a fact."""
    return "Trung tâm chưa biết loại sự kiện này; đã lưu lại nguyên vẹn."


def scan_too_small(short_side_px: int, needed_px: int) -> str:
    """Say why a scan must be made again."""
    return (
        f"Ảnh quét quá nhỏ, không đọc được (cạnh ngắn {short_side_px} điểm ảnh, cần ít nhất "
        f"{needed_px}). Đề nghị quét lại bản rõ nét."
    )


def result_name(procedure_name: str) -> str:
    """Name the result of a procedure."""
    return f"Kết quả: {procedure_name}" if procedure_name else "Kết quả giải quyết thủ tục"
