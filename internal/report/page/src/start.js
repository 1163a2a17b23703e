// All views are registered: show the first one.
cc.start();
