// Everything works without this file. It adds what makes looking quicker.
"use strict";
