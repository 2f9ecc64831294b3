"""Rules a clerk would argue about: pure functions and frozen values.

Glossary, one English word for each Vietnamese term, the same in table, class, wire and test:

center (Trung tâm Phục vụ hành chính công), site / desk (điểm đại lý / quầy), clerk (giao dịch
viên), visit (lượt phục vụ), citizen (người dân), owner / submitter (chủ hồ sơ / người nộp),
procedure (thủ tục hành chính), case (trường hợp: the answers that decide the papers), paper
(thành phần hồ sơ), dossier (hồ sơ), reference (số tham chiếu, ours), official code (mã hồ sơ,
the state's), sending slip (phiếu gửi hồ sơ), bag (túi hồ sơ), hand-over (biên bản giao nhận),
result / return (kết quả / trả kết quả), notice (thông báo), fact (sự kiện, one immutable entry
of the ledger), intent (thao tác, one human act), blob (tệp, bytes named by their SHA-256),
session (buổi học), learner (người học), roster (danh sách giấy), topic (chủ đề, one card).
"""
