"""A model hub on this machine: the few addresses that the hub client asks for, over folders on disk."""

import hashlib
import json
import re
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlparse

COMMIT = "c0ffee" + "0" * 34


@dataclass
class Hub:
    """``folders`` by repository name; ``asked`` lists every path that was requested, in order."""

    folders: Mapping[str, Path]
    commit: str = COMMIT
    gated: frozenset[str] = frozenset()
    address: str = ""
    asked: list[str] = field(default_factory=list)

    @property
    def environ(self) -> dict[str, str]:
        """What a process needs to use this hub and no other."""
        return {"HF_ENDPOINT": self.address, "HF_HUB_OFFLINE": "0", "HF_TOKEN": "", "NO_PROXY": "127.0.0.1"}


@contextmanager
def serve(hub: Hub) -> Iterator[Hub]:
    """Answer on a free port of the loopback address until the block ends."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_HEAD(self) -> None:
            _answer(hub, self, body=False)

        def do_GET(self) -> None:
            _answer(hub, self, body=True)

        def log_message(self, *_: object) -> None:
            """Keep the test's output clean."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    hub.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield hub
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _answer(hub: Hub, request: BaseHTTPRequestHandler, *, body: bool) -> None:
    path = unquote(urlparse(request.path).path).strip("/")
    hub.asked.append(path)
    content, headers, status = _content(hub, path)
    request.send_response(status)
    named = re.search(r"/([0-9a-f]{40})(/|$)", path)
    commit = named[1] if named else hub.commit
    for name, value in {"Content-Length": str(len(content)), "X-Repo-Commit": commit, **headers}.items():
        request.send_header(name, value)
    request.end_headers()
    if body:
        request.wfile.write(content)


def _content(hub: Hub, path: str) -> tuple[bytes, dict[str, str], int]:
    repo = next((name for name in hub.folders if f"{name}/" in f"{path}/"), None)
    if repo is None:
        return b"{}", {"X-Error-Code": "RepoNotFound"}, 404
    folder = hub.folders[repo]
    files = sorted(file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file())
    if "/resolve/" in path:
        if repo in hub.gated:
            return b"{}", {"X-Error-Code": "GatedRepo"}, 403
        content = (folder / path.split("/resolve/")[1].partition("/")[2]).read_bytes()
        return content, {"ETag": f'"{hashlib.sha1(content).hexdigest()}"'}, 200
    if "/tree/" in path:
        entries = [_entry(folder / name, name) for name in files]
        return json.dumps(entries).encode(), {"Content-Type": "application/json"}, 200
    info = {
        "id": repo,
        "modelId": repo,
        "sha": hub.commit,
        "siblings": [{"rfilename": name, "size": (folder / name).stat().st_size} for name in files],
    }
    return json.dumps(info).encode(), {"Content-Type": "application/json"}, 200


def _entry(path: Path, name: str) -> dict[str, object]:
    content = path.read_bytes()
    return {"type": "file", "path": name, "size": len(content), "oid": hashlib.sha1(content).hexdigest()}
