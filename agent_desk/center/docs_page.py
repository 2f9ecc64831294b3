"""The page of the interface: the OpenAPI description as plain HTML, without anything from afar."""

from __future__ import annotations

import json
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_STYLE = """
body { font: 15px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem;
  color: #1d2733; background: #f6f8fa; }
section { background: #fff; border: 1px solid #d8dee6; border-radius: 12px; padding: 1rem 1.25rem;
  margin: 1rem 0; }
h2 { font-size: 1rem; margin: 0; } code, pre { font-family: ui-monospace, monospace; }
pre { background: #f0f3f6; border-radius: 8px; padding: .75rem; overflow: auto; }
.method { display: inline-block; min-width: 3.5rem; font-weight: 700; color: #0a5c9e; }
"""


def render(description: Mapping[str, object]) -> str:
    """Draw an OpenAPI description as one self-contained page."""
    info = _mapping(description.get("info"))
    title = escape(str(info.get("title", "")))
    parts = [
        "<!doctype html><html lang='en'><head><meta charset='utf-8'>",
        f"<title>{title}</title><style>{_STYLE}</style></head><body>",
        f"<h1>{title} <small>{escape(str(info.get('version', '')))}</small></h1>",
        f"<p>{escape(str(info.get('description', '')))}</p>",
        "<p>The same as data: <a href='openapi.json'>openapi.json</a></p>",
    ]
    for path, methods in _mapping(description.get("paths")).items():
        for method, operation in _mapping(methods).items():
            parts += _operation(path, method, _mapping(operation))
    parts.append("<h1>Messages</h1>")
    components = _mapping(description.get("components"))
    for name, schema in _mapping(components.get("schemas")).items():
        parts.append(
            f"<section id='{escape(name)}'><h2>{escape(name)}</h2>{_json(schema)}</section>"
        )
    parts.append("</body></html>")
    return "".join(parts)


def _operation(path: str, method: str, operation: Mapping[str, object]) -> Iterator[str]:
    yield f"<section><h2><span class='method'>{escape(method.upper())}</span> "
    yield f"<code>{escape(path)}</code></h2><p>{escape(str(operation.get('summary', '')))}</p>"
    text = str(operation.get("description", ""))
    if text:
        yield f"<p>{escape(text)}</p>"
    for key, title in (("parameters", "Parameters"), ("requestBody", "Request")):
        if operation.get(key):
            yield f"<details><summary>{title}</summary>{_json(operation[key])}</details>"
    for status, answer in _mapping(operation.get("responses")).items():
        summary = escape(f"{status} {_mapping(answer).get('description', '')}")
        yield f"<details><summary>{summary}</summary>{_json(answer)}</details>"
    yield "</section>"


def _json(value: object) -> str:
    return f"<pre>{escape(json.dumps(value, ensure_ascii=False, indent=1))}</pre>"


def _mapping(value: object) -> Mapping[str, object]:
    return value if isinstance(value, dict) else {}
