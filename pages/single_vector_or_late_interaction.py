"""The old address of lesson 5: links from before still lead to it."""

from embedlab.ui.navigation import lead_on

lead_on("single_or_late")
