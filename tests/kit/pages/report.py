"""A page run in a process of its own, so that its environment can differ; prints what it shows as JSON.

python -m tests.kit.pages.report PAGE '{"parameter": "value"}'

PAGE is a file, or the slug of a lesson: then the parameters are those of ``lesson_page``.
"""

import json
import sys
import time

from tests.kit.pages.screen import alternatives, findings, lesson_page, notes, opened, problems


def main(page: str, parameters: str) -> None:
    """Open the page, let the background end what it began, and print what a second visitor sees."""
    open_page = opened if page.endswith(".py") else lesson_page
    open_page(page, **json.loads(parameters))
    time.sleep(1)
    app = open_page(page, **json.loads(parameters))
    print(
        json.dumps(
            {
                "exceptions": [fault.value for fault in app.exception],
                "figures": alternatives(app),
                "findings": findings(app),
                "problems": problems(app),
                "notes": notes(app),
                "buttons": [button.label for button in app.button],
                "modules": [name for name in ("torch", "onnxruntime", "transformers") if name in sys.modules],
            }
        )
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
