"""The commands of the center; its packages are loaded only when one of them runs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from agent_desk import paths
from agent_desk.console import DONE, out
from agent_desk.errors import DeskError
from agent_desk.i18n import tr

if TYPE_CHECKING:
    import argparse


def center_serve(options: argparse.Namespace) -> int:
    """Serve the center until it is stopped."""
    _need_center()
    from agent_desk.center.config import CenterSettings, Officer, OfficerSettings
    from agent_desk.center.main import serve

    return serve(
        CenterSettings(
            data_dir=_center_dir(options),
            database_url=options.database_url,
            port=options.port,
            officer=Officer(options.officer),
            officer_settings=OfficerSettings(delay_s=options.officer_delay),
        )
    )


def center_code(options: argparse.Namespace) -> int:
    """Write the code with which a new desk enrolls."""
    _need_center()
    from agent_desk.center.config import CenterSettings
    from agent_desk.center.main import enroll_code

    settings = CenterSettings(data_dir=_center_dir(options), database_url=options.database_url)
    code = enroll_code(settings, options.site)
    out(json.dumps({"code": code, "site": options.site}, ensure_ascii=False))
    return DONE


def center_inspect(options: argparse.Namespace) -> int:
    """Write what the center holds of a desk."""
    _need_center()
    from agent_desk.center.config import CenterSettings
    from agent_desk.center.main import holdings_json

    settings = CenterSettings(data_dir=_center_dir(options), database_url=options.database_url)
    out(json.dumps(holdings_json(settings, options.desk_id), ensure_ascii=False))
    return DONE


def center_finding(options: argparse.Namespace) -> int:
    """Let a named reviewer look into a delay."""
    _need_center()
    from agent_desk.center.config import CenterSettings
    from agent_desk.center.finding_command import Review, Step
    from agent_desk.center.main import finding_json

    settings = CenterSettings(data_dir=_center_dir(options), database_url=options.database_url)
    asked = Review(
        step=Step(options.step),
        reviewer=options.reviewer,
        words=options.words,
        finding_id=options.finding_id,
        desk_id=options.desk_id,
        reference=options.reference,
        stage=options.stage,
        person_id=options.person_id,
        result=options.result,
    )
    out(json.dumps(finding_json(settings, asked), ensure_ascii=False))
    return DONE


def _need_center() -> None:
    from importlib.util import find_spec

    if find_spec("fastapi") is None or find_spec("psycopg") is None:
        raise DeskError(
            tr("The center is not part of this installation. Install: agent-desk[center]")
        )


def _center_dir(options: argparse.Namespace) -> Path:
    if options.data_dir is not None:
        return Path(options.data_dir).expanduser()
    return paths.default_data_dir().with_name("agent-desk-center")
