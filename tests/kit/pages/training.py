"""What the tests of lesson 3 share: its page, and the trainings that it begins."""

import time
from typing import Any

from streamlit.testing.v1 import AppTest

from embedlab.models.training import Job
from tests.kit.pages.screen import alive, lesson_page

SLUG = "unsupervised_or_supervised"
TRAINING, WORDS = f"{SLUG}-contrastive", f"{SLUG}-words"


def page(*parts: str, **parameters: str) -> AppTest:
    """Lesson 3 with these parts open below its first screen, and these query parameters."""
    return lesson_page(SLUG, parts=parts, **parameters)


def key(name: str) -> str:
    """The key of a control or chart of lesson 3."""
    return f"{SLUG}-{name}"


def own_text(text: str) -> AppTest:
    """Lesson 3 with a text of the visitor's to learn words from."""
    app = page("words", corpus="Your own text")
    alive(app.text_area(key=key("own-text")).set_value(text).run())
    return app


def captions(app: AppTest) -> str:
    """The small print of a page."""
    return "\n".join(element.value for element in app.caption)


def pressed(app: AppTest, button: str) -> AppTest:
    """The page after a button was pressed."""
    return alive(app.button(key=button).click().run())


def train(app: AppTest, slot: str = TRAINING) -> AppTest:
    """The page after Train was pressed."""
    return pressed(app, f"el-train-{slot}")


def stop(app: AppTest, slot: str = TRAINING) -> AppTest:
    """The page after Stop was pressed."""
    return pressed(app, f"el-stop-{slot}")


def job_of(app: AppTest, slot: str = TRAINING) -> Job[Any, Any]:
    """The training that a page shows."""
    job: Job[Any, Any] = app.session_state[f"el-job-{slot}"]
    return job


def ended(app: AppTest, slot: str = TRAINING) -> AppTest:
    """The page when its training has ended; a page that is open looks every second."""
    job = job_of(app, slot)
    while job.live:
        time.sleep(0.5)
        alive(app.run())
    return alive(app.run())
