import '@fontsource-variable/inter';
import '@fontsource-variable/inter/wght-italic.css';
import { mount } from 'svelte';
import App from './App.svelte';
import './chat';
import './theme.css';

const target = document.getElementById('app');
if (target) mount(App, { target });
