package com.sun.glass.ui.headless;

import com.sun.glass.events.KeyEvent;
import com.sun.glass.events.MouseEvent;
import com.sun.glass.ui.Screen;
import com.sun.glass.ui.View;
import java.nio.ByteBuffer;

/// Test-only: JavaFX 26's headless Glass platform with what its robot gets wrong put right: a
/// screen of our size (its own is 1000×1000 and larger windows throw), mouse events that are not
/// marked as touch, drags that carry the held button, wheel events in window coordinates.
public class PlusApplication extends HeadlessApplication {

    private static final int BUTTONS =
            KeyEvent.MODIFIER_BUTTON_PRIMARY
                    | KeyEvent.MODIFIER_BUTTON_SECONDARY
                    | KeyEvent.MODIFIER_BUTTON_MIDDLE;

    private Screen[] screens;

    @Override
    public View createView() {
        return new HeadlessView() {
            private int held;

            @Override
            protected void notifyMouse(
                    int type,
                    int button,
                    int x,
                    int y,
                    int xAbs,
                    int yAbs,
                    int modifiers,
                    boolean popup,
                    boolean synthesized) {
                int carried = modifiers;
                switch (type) {
                    case MouseEvent.DOWN -> held = modifiers & BUTTONS;
                    case MouseEvent.UP -> held = 0;
                    case MouseEvent.DRAG -> carried |= held;
                    default -> {}
                }
                super.notifyMouse(
                        type,
                        button,
                        x,
                        y,
                        xAbs,
                        yAbs,
                        carried,
                        popup && button == MouseEvent.BUTTON_RIGHT,
                        false);
            }

            @Override
            protected void notifyScroll(
                    int x,
                    int y,
                    int winX,
                    int winY,
                    double dx,
                    double dy,
                    int modifiers,
                    int lines,
                    int chars,
                    int defaultLines,
                    int defaultChars,
                    double mx,
                    double my) {
                super.notifyScroll(
                        x - winX,
                        y - winY,
                        x,
                        y,
                        dx,
                        dy,
                        modifiers,
                        lines,
                        chars,
                        defaultLines,
                        defaultChars,
                        mx,
                        my);
            }
        };
    }

    @Override
    protected Screen[] staticScreen_getScreens() {
        if (screens == null) {
            super.staticScreen_getScreens();
            int w = Integer.getInteger("headless.width", 1920);
            int h = Integer.getInteger("headless.height", 1080);
            screens =
                    new Screen[] {
                        new Screen(
                                0, 32, 0, 0, w, h, 0, 0, w, h, 0, 0, w, h, 100, 100, 1f, 1f, 1f, 1f)
                    };
            frameBuffer = ByteBuffer.allocate(w * h * 4);
        }
        return screens;
    }
}
